from odoo import api
from odoo.exceptions import UserError
from odoo.http import Response, content_disposition, request, route

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.portal.controllers.portal import pager as portal_pager

from ..models.portal_space import (
    ARCHIVE_MAX_NUMBER,
    ARCHIVE_MAX_SIZE,
    SEARCH_MAX_LENGTH,
)
from ..tools import archive

DOCUMENTS_PER_PAGE = 20
# No address leads further: what comes after is found by a search.
MAX_PAGE = 10_000


class DocumentPortal(CustomerPortal):
    @route(
        ["/my/documents", "/my/documents/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        readonly=True,
    )
    def portal_my_documents(self, page=1, search="", kind="", record="", **kw):
        if not request.env["portal.space"]._shows("documents"):
            return request.redirect("/my")
        return self._documents_page(search, kind, record, page=page)

    @route(
        "/my/documents/zip", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_documents_zip(self, search="", kind="", record="", **kw):
        if not request.env["portal.space"]._shows("documents"):
            return request.redirect("/my")
        keys = request.httprequest.form.getlist("document")
        try:
            chosen = request.env["portal.space"]._chosen_documents(keys)
        except UserError as error:
            return self._documents_page(
                search, kind, record, error=str(error), chosen=keys
            )
        name = request.env._("%(company)s documents", company=request.env.company.name)
        return Response(
            self._archive(request.env, [doc.key for doc in chosen]),
            headers={
                "Content-Type": "application/zip",
                "Content-Disposition": content_disposition(f"{name}.zip"),
                "X-Content-Type-Options": "nosniff",
            },
        )

    def _get_page_view_values(
        self, document, access_token, values, session_history, no_breadcrumbs, **kwargs
    ):
        values = super()._get_page_view_values(
            document, access_token, values, session_history, no_breadcrumbs, **kwargs
        )
        return {**values, **self._record_documents_values(document)}

    def _record_documents_values(self, document):
        """Where the page of a record leads to the documents that the customer finds
        about it; nowhere for who comes with a link alone. They are not counted: the
        search for them would be a good part of what the page takes."""
        mixin = request.env.registry["portal.space.mixin"]
        if not isinstance(document, mixin) or request.env.user._is_public():
            return {}
        # found with the rights of who comes, whatever those of the page
        record = request.env[document._name].browse(document.id)
        space = request.env["portal.space"]._with_sections()
        if not space._shows("documents") or not record.has_access("read"):
            return {}
        if not space._may_have_documents(record):
            return {}
        return {"documents_url": f"/my/documents?record={record._name},{record.id}"}

    def _documents_page(
        self, search="", kind="", record="", page=1, error="", chosen=()
    ):
        space = request.env["portal.space"]
        search = search.strip()[:SEARCH_MAX_LENGTH]
        about = self._document_record(record)
        if record and not about:
            error = error or request.env._("These documents are no longer available.")
        sources = space._shown_document_sources()
        kind = kind if kind in sources else ""
        asked = str(page)
        page = int(asked) if asked.isdecimal() and len(asked) < 10 else 1
        offset = min(max(page - 1, 0), MAX_PAGE) * DOCUMENTS_PER_PAGE
        documents, counts = space._documents(
            search, kind, about, offset=offset, limit=DOCUMENTS_PER_PAGE
        )
        url_args = {"search": search, "kind": kind, "record": about and record}
        pager = portal_pager(
            url="/my/documents",
            total=counts.get(kind, 0) if kind else sum(counts.values()),
            page=page,
            step=DOCUMENTS_PER_PAGE,
            url_args={name: value for name, value in url_args.items() if value},
        )
        if pager["offset"] != offset:
            # beyond the last page: that one
            documents, counts = space._documents(
                search, kind, about, offset=pager["offset"], limit=DOCUMENTS_PER_PAGE
            )
        values = self._prepare_portal_layout_values()
        values.update(
            page_name="documents",
            documents=documents,
            sources=sources,
            counts=counts,
            search=search,
            kind=kind,
            about=about,
            record=record,
            pager=pager,
            error=error,
            chosen=set(chosen),
            max_number=ARCHIVE_MAX_NUMBER,
            max_size=ARCHIVE_MAX_SIZE // 1024**2,
            max_bytes=ARCHIVE_MAX_SIZE,
            size_text=space._size_text,
        )
        return request.render("portal_space_document.portal_my_documents", values)

    def _document_record(self, reference):
        """The record that a ``model,id`` from outside names, if the customer may read
        it; else ``None``."""
        model, _sep, res_id = reference.partition(",")
        mixin = request.env.registry["portal.space.mixin"]
        if (
            model not in request.env
            or not issubclass(request.env.registry[model], mixin)
            or request.env[model]._abstract
            or not (res_id.isascii() and res_id.isdecimal() and len(res_id) < 10)
        ):
            return None
        record = request.env[model].browse(int(res_id)).exists()
        return record if record and record.has_access("read") else None

    def _archive(self, env, keys):
        """The bytes of an archive of these documents, made while it is sent: with a
        cursor of its own, as that of the request is closed by then."""
        registry, uid, context = env.registry, env.uid, env.context
        with registry.cursor(readonly=False) as cr:
            space = api.Environment(cr, uid, context)["portal.space"]
            yield from archive.stream(space._archive_files(keys))
