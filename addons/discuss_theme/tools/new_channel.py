"""Checks of what somebody says about a channel to make; a client may say anything."""

from odoo.exceptions import ValidationError

from .names import fit_channel_name

DESCRIPTION_MAX_LENGTH = 250


def check_texts(env, name, description):
    """Return the name and the purpose of the channel, without spaces around them."""
    if not isinstance(name, str):
        raise ValidationError(env._("A channel needs a name."))
    name = fit_channel_name(env, name)
    if description and not isinstance(description, str):
        raise ValidationError(env._("The purpose of a channel is a text."))
    if description and len(description) > DESCRIPTION_MAX_LENGTH:
        raise ValidationError(
            env._(
                "The purpose of a channel is limited to %(limit)s characters; this one "
                "has %(length)s.",
                limit=DESCRIPTION_MAX_LENGTH,
                length=len(description),
            )
        )
    return name, (description or "").strip()


def check_group(env, group_id, kind):
    """Return the group of those who may read a channel of this kind; none for a private
    channel and, as in stock, for one that is open to the world.
    """
    groups = env["res.groups"]
    if kind not in (None, "public", "restricted", "private"):
        raise ValidationError(
            env._("A channel is public, restricted to a group, or private.")
        )
    if kind == "private":
        return groups
    if kind == "public":
        return env.ref("base.group_user")
    if kind == "restricted" and not group_id:
        raise ValidationError(
            env._("Choose the group to which the channel is restricted.")
        )
    env["discuss.channel"]._check_group_access([group_id])
    return groups.browse(group_id or ())


def restriction_groups(env):
    """Describe the groups of people that the current user is in, by name."""
    # sudo: res.groups - names of the groups that the current user is in
    groups = env.user.sudo().all_group_ids
    external_ids = groups.get_external_id()
    groups = (groups - env.ref("base.group_user")).filtered(
        lambda group: group.privilege_id or not external_ids[group.id]
    )
    return sorted(
        ({"id": group.id, "name": group.full_name} for group in groups),
        key=lambda group: group["name"].casefold(),
    )


def check_people(env, partner_ids):
    """Return the people of these ids, whom the current user must see."""
    valid = isinstance(partner_ids, list | tuple | set) and all(
        type(partner_id) is int for partner_id in partner_ids
    )
    partners = env["res.partner"].browse(dict.fromkeys(partner_ids) if valid else ())
    if not valid or partners.exists()._filtered_access("read") != partners:
        raise ValidationError(
            env._("Somebody whom you have chosen does not exist any more.")
        )
    return partners


def check_colleagues(env, partner_ids, group):
    """Return the people of these ids, who must be colleagues, and in `group` if there
    is one.
    """
    partners = check_people(env, partner_ids)
    # sudo: res.users - who makes a channel has to know whether somebody is a colleague,
    # and may read it
    for partner in partners.sudo():
        users = partner.user_ids.filtered(lambda user: user._is_internal())
        if not users:
            raise ValidationError(
                env._(
                    "%(person)s is not a colleague who uses Odoo.", person=partner.name
                )
            )
        if group and group not in users.all_group_ids:
            raise ValidationError(
                env._(
                    "%(person)s is not in the group “%(group)s”, and could not read "
                    "the channel.",
                    person=partner.name,
                    group=group.display_name,
                )
            )
    return partners
