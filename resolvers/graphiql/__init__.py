"""GraphiQL, served by the demo from files of its own: no other host, no storage, no word in the address."""
