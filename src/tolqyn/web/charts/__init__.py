"""Pictures of the pages: the specification that briefs draw from, as SVG, table and rows."""
