"""Build the site: `python build.py --help`."""

import sys

from certsite.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
