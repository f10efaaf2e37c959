import logging
from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import formatLang
from odoo.tools.sql import escape_psql

from odoo.addons.portal_space.tools.document import DocumentSource
from odoo.addons.portal_space.tools.home import Hint

_logger = logging.getLogger(__name__)

# So many documents may be had in one archive, and so large (in bytes) may it be.
ARCHIVE_MAX_NUMBER = 50
ARCHIVE_MAX_SIZE = 100 * 1024 * 1024
SEARCH_MAX_LENGTH = 100


class PortalSpace(models.AbstractModel):
    _inherit = "portal.space"

    @api.model
    def _hints(self, shown):
        hints = super()._hints(shown)
        if self._shows("documents"):
            hints.append(
                Hint(
                    self.env._("Find and download all your documents"), "/my/documents"
                )
            )
        return hints

    @api.model
    def _document_sources(self):
        return super()._document_sources() + [
            DocumentSource("attachment", self.env._("Shared files"), "ir.attachment")
        ]

    @api.model
    def _documents(self, search="", kind="", record=None, offset=0, limit=20):
        """The customer's documents, the latest first, and how many records of each
        kind have some: both out of one search, which is what takes the time.

        :param search: words that the documents of a source can be found by
        :param kind: of a source, or empty for all; what is counted does not depend on
            it
        :param record: the documents of this record, and of what belongs to it, only
        :param limit: of the records whose documents are given
        :return: list of ``Document``, and dict of ``{kind: int}``
        """
        queries = self._document_queries(search, record)
        if not queries:
            return [], {}
        found = self.env.execute_query(
            SQL(
                """
                WITH found AS MATERIALIZED (%(found)s),
                     page AS (
                         SELECT kind, id, date
                           FROM found
                          WHERE %(kind)s IN ('', kind)
                       ORDER BY date DESC NULLS LAST, kind, id DESC
                          LIMIT %(limit)s
                         OFFSET %(offset)s
                     )
                SELECT kind, id, date, NULL::bigint AS number
                  FROM page
             UNION ALL
                SELECT kind, NULL, NULL, COUNT(*)
                  FROM found
              GROUP BY kind
              ORDER BY date DESC NULLS LAST, kind, id DESC
                """,
                found=SQL(" UNION ALL ").join(queries.values()),
                kind=kind,
                limit=limit,
                offset=offset,
            )
        )
        rows = [(code, res_id) for code, res_id, _date, number in found if not number]
        counts = {code: number for code, _id, _date, number in found if number}
        return self._documents_of(rows), counts

    @api.model
    def _shown_document_sources(self):
        """The sources that the company shows to the customer, by kind."""
        space = self._with_sections()
        return {
            source.kind: source
            for source in self._document_sources()
            if space._shows(f"document_{source.kind}")
        }

    @api.model
    def _document_queries(self, search="", record=None):
        """What finds the records of each shown source, by kind."""
        return {
            source.kind: query
            for source in self._shown_document_sources().values()
            if (query := self._document_query(source, search, record)) is not None
        }

    @api.model
    def _documents_of(self, rows):
        """The documents of records that the customer may read.

        :param rows: pairs of a source's kind and a record's id
        :return: list of ``Document``, in the order of the rows
        """
        sources = self._shown_document_sources()
        ids = defaultdict(list)
        for kind, res_id in rows:
            ids[kind].append(res_id)
        documents = defaultdict(list)
        for kind, res_ids in ids.items():
            records = self.env[sources[kind].model].browse(res_ids)
            for res_id, told in records._portal_space_documents().items():
                documents[kind, res_id] = [doc for doc in told if doc.kind == kind]
        return [doc for row in rows for doc in documents[tuple(row)]]

    @api.model
    def _document_query(self, source, search="", record=None, ids=None):
        """The records of a source that the customer may read, as a query of their
        kind, id and date; ``None`` if there can be none."""
        if source.model == "ir.attachment":
            # sudo: ir.attachment - customers have no right to any by the ORM; those
            # shared on records that they may read are looked for
            records = self.env["ir.attachment"].sudo()
            domain = self._shared_file_domain(record)
            record = None
        else:
            records = self.env[source.model]
            if not records.has_access("read"):
                return None
            domain = Domain(source.domain)
        if ids is not None:
            domain &= Domain("id", "in", ids)
        if search := search.replace("\0", "").strip()[:SEARCH_MAX_LENGTH]:
            words = escape_psql(search)
            domain &= Domain.OR(
                Domain(name, "ilike", words) for name in source.search_fields
            )
        if record is not None:
            path = self._document_path(source, record)
            if not path:
                return None
            domain &= Domain(path, "in", record.ids)
        query = records._search(domain)
        return query.select(
            SQL("%s AS kind", source.kind),
            SQL("%s AS id", SQL.identifier(query.table, "id")),
            SQL(
                "%s::timestamp AS date",
                records._field_to_sql(query.table, source.date_field, query),
            ),
        )

    @api.model
    def _document_path(self, source, record):
        """The path from a source's model to this record, empty if there is none."""
        if source.model == record._name:
            return "id"
        paths = record._portal_space_document_paths()
        return source.by_record.get(record._name) or paths.get(source.model, "")

    @api.model
    def _may_have_documents(self, record):
        """Whether there can be documents about a record, by the little that is quick
        to know: it is of a kind that has some, or a file of it is shared."""
        kinds = {source.model for source in self._shown_document_sources().values()}
        if record._name in kinds or record._portal_space_document_paths():
            return True
        # sudo: ir.attachment - whether any is shared with who reads the record
        files_sudo = self.env["ir.attachment"].sudo()
        about = Domain("res_model", "=", record._name)
        about &= Domain("res_id", "=", record.id) & Domain("portal_shared", "=", True)
        return bool(files_sudo.search_count(about, limit=1))

    @api.model
    def _shared_file_domain(self, record=None):
        """Which attachments are shared with the customer, on one record, and on what
        belongs to it, or on any."""
        if record is not None:
            paths = {record._name: "id", **record._portal_space_document_paths()}
        shared = Domain("portal_shared", "=", True) & Domain("type", "=", "binary")
        # sudo: ir.attachment - see _document_query
        files_sudo = self.env["ir.attachment"].sudo()
        mixin = self.env.registry["portal.space.mixin"]
        shared_on = []
        for name, model in self.env.registry.items():
            if not issubclass(model, mixin) or model._abstract:
                continue
            # those few that have any, not all that the customer may read
            with_files = files_sudo._search(shared & Domain("res_model", "=", name))
            domain = Domain("id", "in", with_files.subselect("res_id"))
            if record is not None:
                if name not in paths:
                    continue
                domain &= Domain(paths[name], "in", record.ids)
            if self.env[name].has_access("read"):
                shared_on.append(
                    Domain("res_model", "=", name)
                    & Domain("res_id", "in", self.env[name]._search(domain))
                )
        return shared & Domain.OR(shared_on)

    @api.model
    def _size_text(self, size):
        """A size in bytes, as people say it."""
        if size >= 1024**2:
            unit, text = 1024**2, self.env._("%s MB")
        else:
            unit, text = 1024, self.env._("%s kB")
        said = text % formatLang(self.env, max(size / unit, 0.1), digits=1)
        return said.replace(" ", "\N{NO-BREAK SPACE}")

    @api.model
    def _chosen_documents(self, keys):
        """The documents of these keys, each looked up with the customer's rights.

        :param keys: as ``Document.key`` made them; they come from outside
        :return: list of ``Document``
        :raise UserError: if there are none or too many, if one cannot be had, or if
            they are known to be too large
        """
        keys = list(dict.fromkeys(keys))
        if not keys:
            raise UserError(self.env._("Choose the documents first."))
        if len(keys) > ARCHIVE_MAX_NUMBER:
            raise UserError(
                self.env._(
                    "At most %(number)s documents can be downloaded at once.",
                    number=ARCHIVE_MAX_NUMBER,
                )
            )
        sources = self._shown_document_sources()
        ids = defaultdict(list)
        for key in keys:
            kind, _sep, rest = key.partition("-")
            res_id = rest.partition("-")[0]
            if kind in sources and res_id.isdecimal() and len(res_id) < 10:
                ids[kind].append(int(res_id))
        rows = []
        for kind, res_ids in ids.items():
            query = self._document_query(sources[kind], ids=res_ids)
            if query is not None:
                rows += [(row[0], row[1]) for row in self.env.execute_query(query)]
        known = {doc.key: doc for doc in self._documents_of(rows)}
        if any(key not in known for key in keys):
            raise UserError(
                self.env._("A document that you chose is no longer available.")
            )
        chosen = [known[key] for key in keys]
        if sum(doc.size for doc in chosen) > ARCHIVE_MAX_SIZE:
            raise UserError(
                self.env._(
                    "These documents are larger than %(size)s MB: choose fewer.",
                    size=ARCHIVE_MAX_SIZE // 1024**2,
                )
            )
        return chosen

    @api.model
    def _archive_files(self, keys):
        """The files of an archive, made one after the other.

        One that cannot be made, or that is too large, does not lose the others: a last
        file names what is missing.

        :param keys: of ``_chosen_documents``
        :return: iterator of pairs of a name and what makes the bytes
        """
        missing, size = [], 0
        for doc in self._chosen_documents(keys):
            try:
                with self.env.cr.savepoint():
                    content = doc.content()
            except Exception:
                _logger.exception("Document %s of %s", doc.key, self.env.user.login)
                content = None
            if content is None or size + len(content) > ARCHIVE_MAX_SIZE:
                missing.append(doc.name)
                continue
            size += len(content)
            yield doc.name, lambda content=content: content
        if missing:
            text = "\n".join(
                [self.env._("These documents could not be added:"), *missing]
            )
            yield f"{self.env._('missing documents')}.txt", text.encode
