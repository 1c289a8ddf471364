"""What goes over the wire beside the bodies: answers, pages, versions, uploads, problems."""
