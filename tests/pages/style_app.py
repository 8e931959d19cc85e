"""The style page: every component with invented data, in a small application of its own.

Not a product page. Run it by hand to look at the design system:
``python -m flask --app tests.pages.style_app run``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import Babel
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.wrappers import Response as BaseResponse
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    IntegerField,
    PasswordField,
    StringField,
)
from wtforms import Form as PlainForm

from tracker.blueprints import filters, page_words
from tracker.blueprints.fields import (
    EnumField,
    EnumRadioField,
    Filled,
    NormalisedStringField,
    NormalisedTextArea,
    UnitField,
    UnitsField,
    UploadField,
    VietnameseDateField,
)
from tracker.blueprints.form_words import OfficeForm
from tracker.config import ROOT
from tracker.domain.deadlines import Timeliness
from tracker.domain.follow_up import FollowUp
from tracker.domain.source import Urgency
from tracker.permissions import Permission

CSP = (
    "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'"
)

UNITS = {
    "Phòng, ban": [(1, "Phòng Nội vụ"), (2, "Phòng Tư pháp"), (3, "Phòng Kinh tế")],
    "Xã, thị trấn": [
        (11, "UBND xã An Lạc"),
        (12, "UBND xã Đông Phú"),
        (13, "UBND thị trấn Yên Hà"),
        (14, "UBND xã Đông Sơn"),
        (15, "UBND xã Hòa Bình"),
        (16, "UBND xã Kỳ Lâm"),
        (17, "UBND xã Tân Mỹ"),
        (18, "UBND xã Vĩnh Lộc"),
    ],
}


class TaskForm(OfficeForm):
    """One task by hand, with a field of every kind."""

    text = NormalisedTextArea("Nội dung nhiệm vụ", [Filled()], max_length=500)
    number = NormalisedStringField("Số, ký hiệu văn bản", max_length=50)
    due_on = VietnameseDateField("Hạn hoàn thành", [Filled("Hãy nhập hạn hoàn thành.")])
    lead = UnitField("Đơn vị chủ trì", [Filled("Hãy chọn đơn vị chủ trì.")])
    coordinating = UnitsField("Đơn vị phối hợp")
    follow_up = EnumRadioField("Cách theo dõi", enum=FollowUp)
    urgency = EnumField("Độ khẩn", enum=Urgency, empty="– Chọn độ khẩn –")
    key = BooleanField("Nhiệm vụ trọng tâm")
    days = IntegerField("Số ngày làm việc", [Filled()])
    papers = UploadField("Văn bản, sản phẩm kết quả", max_size=20 * 1024 * 1024)


class SignInForm(OfficeForm):
    """Two fields."""

    name = StringField("Tên đăng nhập hoặc thư điện tử", [Filled()])
    password = PasswordField("Mật khẩu", [Filled()])


class FilterForm(OfficeForm):
    """The bar over a list."""

    class Meta:
        """A GET form needs no token."""

        csrf = False

    q = StringField("Tìm trong nội dung")
    unit = UnitField("Đơn vị", empty="Tất cả đơn vị")
    state = EnumField("Tình trạng", enum=Timeliness, empty="Tất cả")
    from_on = VietnameseDateField("Hạn từ ngày")


class LineForm(PlainForm):
    """One regular duty as a line of the period's report."""

    result = NormalisedStringField("Kết quả")
    paper = NormalisedStringField("Số văn bản", max_length=50)
    issued_on = VietnameseDateField("Ngày")
    obstacle = NormalisedStringField("Vướng mắc")
    unchanged = BooleanField("Không thay đổi")


class GridForm(OfficeForm):
    """A unit's period."""

    lines = FieldList(FormField(LineForm), min_entries=4)


def _task(number: int, text: str, unit: str, state: Timeliness, **more: Any) -> SimpleNamespace:
    return SimpleNamespace(
        id=number,
        text=text,
        unit=unit,
        timeliness=state,
        due_on=more.get("due_on"),
        left=more.get("left"),
        original=more.get("original"),
        due_soon=more.get("due_soon", False),
        awaiting=more.get("awaiting", False),
        source=more.get("source", "Kế hoạch số 45/KH-UBND"),
    )


T = Timeliness
TASKS = [
    _task(1, "Rà soát, trình ban hành Quy chế phối hợp giải quyết thủ tục hành chính theo cơ chế "
          "một cửa, một cửa liên thông trên địa bàn huyện", "Phòng Nội vụ", T.OPEN_OVERDUE,
          due_on=date(2026, 11, 9), left=-12, original=date(2026, 10, 30)),
    _task(2, "Báo cáo kết quả kiểm tra công vụ quý III", "Phòng Nội vụ", T.OPEN_IN_TIME,
          due_on=date(2026, 11, 25), left=3, due_soon=True, source="Công văn số 812/UBND-NV"),
    _task(3, "Tổ chức 02 hội nghị tuyên truyền, phổ biến pháp luật", "Phòng Tư pháp",
          T.OPEN_IN_TIME, due_on=date(2026, 12, 31), left=28),
    _task(4, "Ban hành kế hoạch chuyển đổi số năm 2027", "UBND xã Đông Phú", T.OPEN_IN_TIME,
          due_on=date(2026, 11, 20), awaiting=True),
    _task(5, "Công khai danh mục thủ tục hành chính tại trụ sở", "UBND thị trấn Yên Hà",
          T.COMPLETED_ON_TIME, due_on=date(2026, 11, 10)),
    _task(6, "Lập hồ sơ đề nghị khen thưởng chuyên đề cải cách hành chính", "Phòng Kinh tế",
          T.COMPLETED_LATE, due_on=date(2026, 10, 15)),
    _task(7, "Đẩy mạnh ứng dụng chữ ký số trong trao đổi văn bản", "UBND xã An Lạc",
          T.UNDATED_OPEN),
    _task(8, "Khảo sát mức độ hài lòng của người dân", "Phòng Tư pháp", T.SUSPENDED,
          due_on=date(2026, 11, 30)),
    _task(9, "Bàn giao hồ sơ lưu trữ năm 2024", "Phòng Kinh tế", T.OPEN_OVERDUE,
          due_on=date(2026, 11, 2), awaiting=True),
]  # fmt: skip

DUTIES = [
    "Niêm yết công khai thủ tục hành chính",
    "Tiếp công dân định kỳ",
    "Cập nhật cơ sở dữ liệu cán bộ, công chức",
    "Vệ sinh môi trường nơi công cộng",
]

style = Blueprint("style", __name__, template_folder="style")


def _doors(app: Flask) -> None:
    for name, path in [
        ("auth.sign_in", "/sign-in"),
        ("auth.sign_out", "/sign-out"),
        ("auth.change_password", "/password"),
        ("auth.language", "/language"),
        ("auth.theme", "/theme"),
        ("dashboard.home", "/"),
        ("inbox.index", "/inbox"),
        ("search.index", "/search"),
        ("substitutions.index", "/substitutions"),
        ("telling.index", "/my-reminders"),
        ("feed.index", "/my-calendar"),
    ]:
        app.add_url_rule(path, name, lambda: "", methods=["GET", "POST"])


@style.route("/style", methods=["GET", "POST"])
def page() -> str | BaseResponse:
    """Everything once; a POST to ``?expired=1`` meets a session that is over."""
    if request.method == "POST" and "expired" in request.args:
        return redirect(url_for("style.sign_in"))
    form = TaskForm(formdata=request.form if request.form else None)
    form.lead.offer(UNITS)
    form.coordinating.offer(pair for pairs in UNITS.values() for pair in pairs)
    if request.method == "POST":
        form.validate()
    if "flash" in request.args:
        flash("Đã giao 12 nhiệm vụ cho 7 đơn vị.", "success")
    bar = FilterForm(request.args)
    bar.unit.offer(UNITS)
    return render_template(
        "style.html",
        form=form,
        grid_form=GridForm(formdata=None),
        duties=DUTIES,
        bar=bar,
        tasks=TASKS,
        states=list(Timeliness),
        parts=[
            (T.COMPLETED_ON_TIME, 58),
            (T.COMPLETED_LATE, 9),
            (T.OPEN_IN_TIME, 41),
            (T.OPEN_OVERDUE, 12),
            (T.UNDATED_OPEN, 20),
            (T.SUSPENDED, 3),
        ],
        at=datetime(2026, 11, 20, 7, 5, tzinfo=UTC),
        sort=request.args.get("sort", "due"),
        day=date(2026, 11, 9),
    )


@style.route("/style/bulk", methods=["POST"])
def bulk() -> str:
    """What a form sent, as plain words."""
    return "; ".join(f"{name}={value}" for name, value in request.form.items(multi=True))


@style.route("/style/confirm")
def confirm() -> str:
    """A deed that cannot be undone."""
    return render_template("style_confirm.html", form=OfficeForm())


@style.route("/style/sign-in", methods=["GET", "POST"])
def sign_in() -> str:
    """A plain page."""
    form = SignInForm()
    form.validate_on_submit()
    return render_template("style_sign_in.html", form=form)


@style.route("/style/print")
def printed() -> str:
    """A page made for paper."""
    return render_template("style_print.html", tasks=TASKS)


@style.route("/style/error/<int:code>", methods=["GET", "POST"])
def error(code: int) -> tuple[str, int]:
    """Each refusal; ``?both=1`` with both texts, ``?quiet=1`` as an ordinary page."""
    differences = [
        SimpleNamespace(
            label="Nội dung nhiệm vụ",
            mine="Tổ chức 02 hội nghị tuyên truyền trong tháng 12.",
            theirs="Tổ chức 01 hội nghị tuyên truyền, kết hợp tập huấn.",
        )
    ]
    more = {"differences": differences, "who": "Trần Thị Bình"} if "both" in request.args else {}
    at = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)
    return render_template(f"errors/{code}.html", message=None, at=at, **more), (
        200 if "quiet" in request.args else code
    )


def make_app(**settings: Any) -> Flask:
    """The style application; ``settings`` go to the configuration (THEME, ACCENT, LOCALE)."""
    app = Flask(
        "tests.pages.style_app",
        template_folder=str(ROOT / "tracker" / "templates"),
        static_folder=str(ROOT / "tracker" / "static"),
        static_url_path="/static",
    )
    app.config.update(
        {
            "SECRET_KEY": "only for looking",
            "BOOTSTRAP_SERVE_LOCAL": True,
            "THEME": "auto",
            "ACCENT": "ngoc",
            "LOCALE": "vi",
            **settings,
        }
    )
    Babel(app, default_locale="vi", locale_selector=lambda: str(app.config["LOCALE"]))
    Bootstrap5(app)
    CSRFProtect(app)
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(ROOT / "tracker" / "templates"),
            FileSystemLoader(ROOT / "tests" / "pages" / "style"),
        ]
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    filters.register(app)
    page_words.register(app)
    app.jinja_env.filters["duty"] = lambda line: DUTIES[int(line.name.rpartition("-")[2])]
    app.register_blueprint(style)
    _doors(app)
    app.context_processor(lambda: _context(app))

    @app.after_request
    def secure(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = CSP
        return response

    return app


def _context(app: Flask) -> dict[str, Any]:
    return {
        "navigation": list(_navigation()),
        "navigation_more": [SimpleNamespace(label="Nhật ký", url="/style?elsewhere=1")],
        "allows": lambda permission: True,
        "Permission": Permission,
        "actor": SimpleNamespace(name="Nguyễn Thị Thu Hà", user_id=request.args.get("user", "7")),
        "office": SimpleNamespace(name="UBND huyện Đông Sơn Hạ", accent=app.config["ACCENT"]),
        "demo": True,
        "languages": {"vi": "Tiếng Việt", "en": "English"},
        "current_language": app.config["LOCALE"],
        "unread_count": 3,
        "theme": request.args.get("theme", app.config["THEME"]),
        "theme_url": "/theme",
    }


def _navigation() -> Iterator[SimpleNamespace]:
    for label, url, count in [
        ("Tổng quan", "/", None),
        ("Chờ tôi xử lý", "/inbox", 5),
        ("Văn bản chỉ đạo", "/style?elsewhere=1", None),
        ("Nhiệm vụ", "/style", None),
        ("Báo cáo theo kỳ", "/style?elsewhere=1", None),
        ("Báo cáo tổng hợp", "/style?elsewhere=1", None),
        ("Sổ nhắc việc", "/style?elsewhere=1", None),
        ("Quản trị", "/style?elsewhere=1", None),
    ]:
        yield SimpleNamespace(label=label, url=url, current=label == "Nhiệm vụ", count=count)


app = make_app()
