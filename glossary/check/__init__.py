"""Review of translations and Arabic texts: each rule a module, each hit a finding."""
