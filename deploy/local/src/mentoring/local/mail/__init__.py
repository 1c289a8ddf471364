"""The mail catcher of the local run: takes every mail, sends none, shows what came."""
