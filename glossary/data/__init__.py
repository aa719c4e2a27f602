"""Tables compiled from public data and the curated base; see NOTICE.md."""
