"""Settings by theme, addresses, wsgi: the only place that knows all apps."""
