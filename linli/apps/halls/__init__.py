"""What neighbours decide together: halls with their sides, meetings, resolutions and promises."""
