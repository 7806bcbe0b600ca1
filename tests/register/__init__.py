"""The register of the sharing schemes: a month played through the hub, and what each organisation is told of it."""
