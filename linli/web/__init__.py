"""The page shell: base templates, components, styles, error pages."""
