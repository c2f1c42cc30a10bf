"""What can be done with accounts, roles, keys, second factors and feedback."""

from linli.apps.accounts.operations.communities import change_community, open_community
from linli.apps.accounts.operations.feedback import answer_feedback, say_about_platform
from linli.apps.accounts.operations.keys import actor_from_key, close_key, give_key
from linli.apps.accounts.operations.opening import (
    close_credential,
    first_administrator,
    open_credential,
)
from linli.apps.accounts.operations.roles import approve_role, end_role, give_role
from linli.apps.accounts.operations.second_factor import (
    begin_second_factor,
    confirm_second_factor,
    remove_second_factor,
    renew_recovery_codes,
    set_second_factor_rule,
    verify_second_factor,
)
from linli.apps.accounts.operations.signing_in import (
    change_password,
    choose_looks,
    end_sessions,
    is_locked,
    lift_lock,
    reset_password,
    try_password,
)

__all__ = [
    "actor_from_key",
    "answer_feedback",
    "approve_role",
    "begin_second_factor",
    "change_community",
    "change_password",
    "choose_looks",
    "close_credential",
    "close_key",
    "confirm_second_factor",
    "end_role",
    "end_sessions",
    "first_administrator",
    "give_key",
    "give_role",
    "is_locked",
    "lift_lock",
    "open_community",
    "open_credential",
    "remove_second_factor",
    "renew_recovery_codes",
    "reset_password",
    "say_about_platform",
    "set_second_factor_rule",
    "try_password",
    "verify_second_factor",
]
