"""PostgreSQL, SMTP, mail and calendar formats."""
