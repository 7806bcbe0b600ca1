"""Who comes in: signing in by OpenID Connect, who is at work, and the demo's own provider."""
