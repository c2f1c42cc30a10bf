"""The keys of this installation, from its key file."""

import contextlib

from linli.config.key_file import Keys, read_keys, write_keys
from linli.config.settings.env import ENV


def keys_for_start() -> Keys:
    """The keys of this installation; development makes them at first start."""
    found = read_keys(ENV.key_file)
    if found is None and not ENV.production:
        with contextlib.suppress(FileExistsError):  # another process was first: read its keys
            write_keys(ENV.key_file)
        found = read_keys(ENV.key_file)
    return found or Keys(secret="", fields={}, lookup="")


KEYS = keys_for_start()
LINLI_FIELD_KEYS = KEYS.fields
LINLI_LOOKUP_KEY = KEYS.lookup
SECRET_KEY = ENV.secret_key or KEYS.secret
