"""Time: when people can meet, the sessions that they hold, the check-ins that a program asks for."""
