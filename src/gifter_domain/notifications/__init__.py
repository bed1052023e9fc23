"""Messages to users: the inbox, and the ports that send push notices and mail."""
