"""WTForms in Vietnamese: it ships no Vietnamese catalogue, so its own sentences are put here.

``OfficeForm`` is the parent of every form of ours. What WTForms and the CSRF check say is
looked up here (English → message id) and then translated like everything else.
"""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_wtf import FlaskForm

from tracker.blueprints.kept_forms import kept_values
from tracker.blueprints.plain_select import (
    draws_plainly,
    is_plain_check,
    plain_check,
    plain_select,
)
from tracker.domain.labels import N_

SENTENCES = {
    "This field is required.": N_("Chưa nhập mục này."),
    "Input required.": N_("Chưa nhập mục này."),
    "Not a valid choice.": N_("Lựa chọn này không có trong danh sách. Hãy chọn lại."),
    "Not a valid choice": N_("Lựa chọn này không có trong danh sách. Hãy chọn lại."),
    "Invalid Choice: could not coerce.": N_("Chưa chọn mục này."),
    "Invalid choice(s): one or more data inputs could not be coerced.": N_(
        "Có lựa chọn không hợp lệ. Hãy chọn lại."
    ),
    "'%(value)s' is not a valid choice for this field.": N_(
        "Có lựa chọn không có trong danh sách. Hãy chọn lại."
    ),
    "'%(value)s' are not valid choices for this field.": N_(
        "Có lựa chọn không có trong danh sách. Hãy chọn lại."
    ),
    "Choices cannot be None.": N_("Danh sách chưa có lựa chọn nào."),
    "Not a valid integer value.": N_("Hãy nhập một số nguyên, ví dụ 12."),
    "Not a valid decimal value.": N_("Hãy nhập một số, ví dụ 12,5."),
    "Not a valid float value.": N_("Hãy nhập một số, ví dụ 12,5."),
    "Not a valid date value.": N_("Hãy nhập ngày theo thứ tự ngày/tháng/năm."),
    "Not a valid datetime value.": N_("Hãy nhập ngày giờ hợp lệ."),
    "Not a valid time value.": N_("Hãy nhập giờ hợp lệ, ví dụ 07:30."),
    "Invalid email address.": N_("Địa chỉ thư điện tử không hợp lệ, ví dụ ten@coquan.gov.vn."),
    "Invalid URL.": N_("Địa chỉ trang không hợp lệ."),
    "Invalid input.": N_("Nội dung nhập chưa đúng."),
    "Invalid CSRF Token.": N_("Biểu mẫu đã hết hiệu lực. Hãy gửi lại."),
    "CSRF token missing.": N_("Biểu mẫu đã hết hiệu lực. Hãy gửi lại."),
    "CSRF failed.": N_("Biểu mẫu đã hết hiệu lực. Hãy gửi lại."),
    "CSRF token expired.": N_("Biểu mẫu đã hết hiệu lực. Hãy gửi lại."),
    "Invalid value, must be one of: %(values)s.": N_("Giá trị phải là một trong: %(values)s."),
    "Invalid value, can't be any of: %(values)s.": N_("Giá trị không được là: %(values)s."),
    "Number must be at least %(min)s.": N_("Số phải từ %(min)s trở lên."),
    "Number must be at most %(max)s.": N_("Số không được quá %(max)s."),
    "Number must be between %(min)s and %(max)s.": N_("Số phải từ %(min)s đến %(max)s."),
    "Field must be equal to %(other_name)s.": N_("Hai lần nhập chưa giống nhau."),
    "Field must be at least %(min)d character long.": N_("Cần ít nhất %(min)d ký tự."),
    "Field must be at least %(min)d characters long.": N_("Cần ít nhất %(min)d ký tự."),
    "Field cannot be longer than %(max)d character.": N_("Không được dài quá %(max)d ký tự."),
    "Field cannot be longer than %(max)d characters.": N_("Không được dài quá %(max)d ký tự."),
    "Field must be exactly %(max)d character long.": N_("Phải có đúng %(max)d ký tự."),
    "Field must be exactly %(max)d characters long.": N_("Phải có đúng %(max)d ký tự."),
    "Field must be between %(min)d and %(max)d characters long.": N_(
        "Phải có từ %(min)d đến %(max)d ký tự."
    ),
}


class _Sentences:
    """What WTForms asks for translations: its English in, the reader's language out."""

    def gettext(self, text: str) -> str:
        """The sentence for ``text``; one that nobody foresaw stays as it is."""
        return gettext(SENTENCES[text]) if text in SENTENCES else text

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Vietnamese has one form."""
        return self.gettext(singular if n == 1 else plural)


class OfficeForm(FlaskForm):
    """A form whose built-in messages are in the reader's language."""

    class Meta(FlaskForm.Meta):
        """Where WTForms looks for its sentences."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """A form whose session had ended shows what had been typed into it."""
            found = super().wrap_formdata(form, formdata)
            return kept_values(form) if found is None and formdata is not None else found

        def render_field(self, field: Any, render_kw: dict[str, Any]) -> Any:
            """A usual list is written in one go."""
            if is_plain_check(field, render_kw):
                return plain_check(field)
            if draws_plainly(field):
                return plain_select(field, {**(field.render_kw or {}), **render_kw})
            return super().render_field(field, render_kw)

        def get_translations(self, form: Any) -> _Sentences:
            """One catalogue for everybody."""
            del form
            return _Sentences()
