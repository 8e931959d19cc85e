"""The items of a draft: added, changed, taken out."""

from __future__ import annotations

from flask import render_template, url_for
from flask_babel import gettext as _

from tracker.blueprints.deeds import VersionedDeedForm, carry_out
from tracker.blueprints.guards import NOT_THERE, requires
from tracker.blueprints.index_sets.deeds import Answer, shown
from tracker.blueprints.index_sets.forms import ItemForm, of_item
from tracker.blueprints.index_sets.views import bp
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.models import IndexItem, IndexSet
from tracker.permissions import Permission
from tracker.services import index_sets
from tracker.surroundings import now


@bp.route("/<int:index_set_id>/items/new", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN, index_set=IndexSet)
def add_item(index_set: IndexSet) -> Answer:
    """A new item of a draft."""
    return _item_page(index_set, None, ItemForm(version=index_set.row_version))


@bp.route("/<int:index_set_id>/items/<int:item_id>", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN, index_set=IndexSet)
def edit_item(index_set: IndexSet, item_id: int) -> Answer:
    """One item of a draft."""
    item = _of_set(index_set, item_id)
    return _item_page(index_set, item, ItemForm(version=index_set.row_version, **of_item(item)))


@bp.route("/<int:index_set_id>/items/<int:item_id>/remove", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN, index_set=IndexSet)
def remove_item(index_set: IndexSet, item_id: int) -> Answer:
    """Take an item out of a draft."""
    item, form = _of_set(index_set, item_id), VersionedDeedForm(version=index_set.row_version)
    set_id = index_set.id
    done = carry_out(
        form,
        lambda: index_sets.remove_item(
            db.session(), set_id=set_id, item_id=item_id, version=form.version.data,
            actor=actor(), now=now(),
        ),
        location=shown,
        said=_("Đã xóa mục."),
    )  # fmt: skip
    if done is not None:
        return done
    return render_template(
        "index_sets/remove.html", form=form, index_set=index_set, item=item, back=shown(index_set)
    )


def _item_page(index_set: IndexSet, item: IndexItem | None, form: ItemForm) -> Answer:
    set_id, item_id = index_set.id, item.id if item is not None else None
    back = url_for("index_sets.show", index_set_id=set_id)
    done = carry_out(
        form,
        lambda: index_sets.keep_item(
            db.session(), set_id=set_id, item_id=item_id, version=form.version.data,
            line=form.line(), actor=actor(), now=now(),
        ),
        location=lambda _item: back,
        said=_("Đã lưu mục."),
    )  # fmt: skip
    if done is not None:
        return done
    page = render_template(
        "index_sets/item.html", form=form, index_set=index_set, item=item, back=back
    )
    return (page, 422) if form.errors else page


def _of_set(index_set: IndexSet, item_id: int) -> IndexItem:
    found = next((item for item in index_set.items if item.id == item_id), None)
    if found is None:
        raise NotFound(NOT_THERE)
    return found
