"""Settings by theme; each module says what it decides."""

from linli.config.settings.database import *  # noqa: F403  a settings module is read by name
from linli.config.settings.keys import *  # noqa: F403
from linli.config.settings.mail import *  # noqa: F403
from linli.config.settings.product import *  # noqa: F403
from linli.config.settings.security import *  # noqa: F403
