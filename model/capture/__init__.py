"""The capture line: what is typed or told, read as acts; names, codes, abbreviations, and mending by the line."""
