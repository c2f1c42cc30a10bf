"""From the demo's content to rows: every one of them made by the operations of the apps."""
