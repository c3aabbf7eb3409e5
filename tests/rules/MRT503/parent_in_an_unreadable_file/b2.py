revision = compute()
down_revision = "a1"
