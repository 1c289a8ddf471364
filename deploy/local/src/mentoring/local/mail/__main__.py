"""`python -m mentoring.local.mail FOLDER SMTP_PORT HTTP_PORT`."""

import asyncio
import sys
from pathlib import Path

from mentoring.local.mail.catcher import serve

if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
