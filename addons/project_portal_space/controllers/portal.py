from odoo.fields import Domain
from odoo.http import request

from odoo.addons.project.controllers.portal import ProjectCustomerPortal

# So many projects can be chosen from a list; the others are found by their name.
PROJECTS_LISTED = 20
# Key of the filter for tasks of the projects that are not listed
OTHERS = "others"


class ProjectSpacePortal(ProjectCustomerPortal):
    def _get_my_tasks_searchbar_filters(self, project_domain=None, task_domain=None):
        listed, complete = self._projects_to_list(project_domain, task_domain)
        filters = super()._get_my_tasks_searchbar_filters(
            Domain(project_domain or Domain.TRUE) & Domain("id", "in", listed),
            Domain(task_domain or Domain.TRUE) & Domain("project_id", "in", listed),
        )
        if not complete:
            filters[OTHERS] = {
                "label": request.env._("Other projects"),
                "domain": Domain(filters["all"]["domain"])
                & Domain("project_id", "not in", listed),
            }
        return filters

    def _projects_to_list(self, project_domain, task_domain):
        """Choose the projects that the list of filters names: those with the latest
        tasks, and the one that the page is filtered by.

        :return: ids of projects, and whether there are no others
        """
        domain = Domain(task_domain or Domain.TRUE)
        domain &= Domain("project_id", "!=", False) & Domain("is_template", "=", False)
        groups = request.env["project.task"]._read_group(
            domain, ["project_id"], order="id:max DESC", limit=PROJECTS_LISTED + 1
        )
        listed = [project.id for [project] in groups]
        if len(listed) <= PROJECTS_LISTED:
            domain = Domain(project_domain or Domain.TRUE)
            domain &= Domain("id", "not in", listed)
            listed += (
                request.env["project.project"]
                .search(
                    domain, order="id DESC", limit=PROJECTS_LISTED + 1 - len(listed)
                )
                .ids
            )
        complete = len(listed) <= PROJECTS_LISTED
        listed = listed[:PROJECTS_LISTED]
        chosen = request.params.get("filterby") or ""
        if not complete and chosen.isdecimal() and len(chosen) < 10:
            listed.append(int(chosen))
        return listed, complete

    def _prepare_tasks_values(
        self,
        page,
        date_begin,
        date_end,
        sortby,
        search,
        search_in,
        groupby,
        *args,
        **kwargs,
    ):
        if request.params.get("filterby") == OTHERS and "search_in" not in (
            request.params
        ):
            # There are many: their names are what they are looked for by.
            search_in = "project_id"
        values = super()._prepare_tasks_values(
            page,
            date_begin,
            date_end,
            sortby,
            search,
            search_in,
            groupby,
            *args,
            **kwargs,
        )
        read_groups = values["grouped_tasks"]
        values["grouped_tasks"] = lambda offset: _read_at_once(read_groups(offset))
        return values


def _read_at_once(groups):
    """Have what the list says of its tasks read for all groups at once: the list goes
    through them one by one, which would take queries for each.

    :param groups: list of ``project.task``
    """
    ids = [task_id for tasks in groups for task_id in tasks.ids]
    return [tasks.with_prefetch(ids) for tasks in groups]
