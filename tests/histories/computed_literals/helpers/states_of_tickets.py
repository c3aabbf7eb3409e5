"""What the application calls the states of a ticket."""

MERGED = {"raised": "open", "waiting": "open"}
KIND = {"bug": 31, "fault": 32}
CLASS = "Desk::Ticket"
