from inspect import isfunction

from odoo.models import BaseModel


def public_methods(registry, is_ours):
    """Return the names of the methods that modules add for clients.

    :param is_ours: tells by its name whether a module is one of them
    """
    names = set()
    for model_class in registry.values():
        own, others = set(), set(dir(BaseModel))
        for parent in model_class.mro():
            module = parent.__module__.removeprefix("odoo.addons.").split(".")[0]
            defined = {
                name
                for name, value in vars(parent).items()
                if isfunction(value)
                and not name.startswith("_")
                and not getattr(value, "_api_private", False)
            }
            (own if is_ours(module) else others).update(defined)
        names |= own - others
    return names
