#!/bin/sh
# What was compiled when the image was built lies where nothing may be written; numba wants to, so it gets a copy.
[ ! -d /app/compiled ] || [ -d "${NUMBA_CACHE_DIR}" ] || cp -r /app/compiled "${NUMBA_CACHE_DIR}"
exec mentoring "$@"
