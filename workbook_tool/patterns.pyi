import re as re
