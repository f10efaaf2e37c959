"""What came of a meeting: what people write is checked, and made into a message."""

from markupsafe import Markup

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tools import format_date, plaintext2html

from odoo.addons.discuss_theme.tools.names import one_line

LINES_MAX = 50
LINE_MAX_LENGTH = 500
NOTES_MAX_LENGTH = 10_000


def clean_decisions(env, decisions):
    """Return what was decided, a decision a line, without empty ones."""
    _check_text(env, decisions)
    lines = [line for line in map(one_line, decisions.splitlines()) if line]
    _check_lines(env, lines)
    return "\n".join(lines)


def clean_notes(env, notes):
    """Return the free text of a summary."""
    _check_text(env, notes)
    notes = notes.replace("\r\n", "\n").replace("\0", "").strip()
    if len(notes) > NOTES_MAX_LENGTH:
        raise ValidationError(
            env._(
                "The notes of a summary are limited to %(limit)s characters; these "
                "have %(length)s.",
                limit=NOTES_MAX_LENGTH,
                length=len(notes),
            )
        )
    return notes


def clean_actions(env, actions, person_domain, texts):
    """Return the values of the actions of a summary.

    :param person_domain: who can be asked to do something
    :param dict texts: the rest of the summary, as something has to be said in it
    :raise ValidationError: and say what is wrong
    """
    valid = isinstance(actions, list | tuple) and all(
        isinstance(action, dict) and action.keys() <= {"name", "partner_id", "date"}
        for action in actions
    )
    if not valid:
        raise ValidationError(env._("This is no list of actions."))
    cleaned = [_clean_action(env, action) for action in actions]
    cleaned = [action for action in cleaned if action["name"] or action["partner_id"]]
    if not all(action["name"] for action in cleaned):
        raise ValidationError(env._("Say in a few words what is to be done."))
    _check_lines(env, [action["name"] for action in cleaned])
    partners = env["res.partner"].browse(
        {action["partner_id"] for action in cleaned} - {False}
    )
    if partners and partners.search_count(
        person_domain & fields.Domain("id", "in", partners.ids)
    ) != len(partners):
        raise ValidationError(
            env._(
                "Who does something after a meeting is a colleague, or was in it, or "
                "is in its channel."
            )
        )
    if not cleaned and not any(texts.values()):
        raise ValidationError(
            env._("Write a decision, an action or a note: the summary is empty.")
        )
    return cleaned


def render(env, title, decisions, actions, notes):
    """Return a summary as HTML, in the language of ``env``.

    :param str decisions: one a line
    :param actions: records with a name, a partner_id and a date
    """
    parts = [
        Markup("<p><strong>%s</strong></p>")
        % env._("Summary of “%(title)s”", title=title)
    ]
    if decisions:
        items = (Markup("<li>%s</li>") % line for line in decisions.splitlines())
        parts.append(_list(env._("Decisions"), items))
    if actions:
        items = (
            Markup("<li>%s</li>") % _action_line(env, action) for action in actions
        )
        parts.append(_list(env._("Actions"), items))
    if notes:
        parts.append(plaintext2html(notes))
    return Markup().join(parts)


def _list(title, items):
    return Markup("<p><strong>%s</strong></p><ul>%s</ul>") % (
        title,
        Markup().join(items),
    )


def _action_line(env, action):
    """Return who does what, until when. The name leads to the person, as where somebody
    is called by name, but does not call them."""
    texts = [action.name]
    if partner := action.partner_id:
        texts.append(
            Markup(
                '<a class="o_mail_redirect" href="/odoo/res.partner/%(id)s"'
                ' data-oe-id="%(id)s" data-oe-model="res.partner"'
                ' target="_blank">@%(name)s</a>'
            )
            % {"id": partner.id, "name": partner.name}
        )
    if action.date:
        texts.append(format_date(env, action.date))
    return Markup(" · ").join(texts)


def _clean_action(env, action):
    name, partner_id = action.get("name") or "", action.get("partner_id") or False
    _check_text(env, name)
    if partner_id and type(partner_id) is not int:
        raise ValidationError(env._("This is no person."))
    try:
        date = fields.Date.to_date(action.get("date") or False) or False
    except (TypeError, ValueError) as error:
        raise ValidationError(env._("This is no date.")) from error
    return {"name": one_line(name), "partner_id": partner_id, "date": date}


def _check_text(env, text):
    if not isinstance(text, str):
        raise ValidationError(env._("A summary is written in words."))


def _check_lines(env, lines):
    if len(lines) > LINES_MAX:
        raise ValidationError(
            env._(
                "A summary has up to %(limit)s decisions, and as many actions.",
                limit=LINES_MAX,
            )
        )
    if any(len(line) > LINE_MAX_LENGTH for line in lines):
        raise ValidationError(
            env._(
                "A decision or an action is limited to %(limit)s characters.",
                limit=LINE_MAX_LENGTH,
            )
        )
