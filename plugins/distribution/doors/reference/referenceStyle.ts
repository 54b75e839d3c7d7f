/** What the page has of its own beside Swagger UI, in light and dark. */
export const referenceStyle = `
:root {
  --ink: #17202a;
  --quiet: #5b6672;
  --ground: #ffffff;
  --line: #dfe4ea;
  --link: #0b5cad;
  color-scheme: light;
}
html.dark-mode {
  --ink: #e6e9ec;
  --quiet: #a3adb7;
  --ground: #14181c;
  --line: #2f363d;
  --link: #7db8f5;
  color-scheme: dark;
}
html,
html.dark-mode,
html.dark-mode .swagger-ui {
  background: var(--ground);
}
body {
  margin: 0;
  color: var(--ink);
  background: var(--ground);
  font: 16px/1.55 system-ui, sans-serif;
}
.bar {
  position: sticky;
  top: 0;
  z-index: 2;
  display: flex;
  flex-wrap: wrap;
  gap: 0.3rem 1.4rem;
  align-items: baseline;
  padding: 0.8rem max(20px, calc((100% - 1420px) / 2));
  background: var(--ground);
  border-bottom: 1px solid var(--line);
}
.bar strong {
  margin-inline-end: auto;
  font-size: 1.05rem;
}
.bar a {
  color: var(--link);
}
#reference {
  min-height: 60vh;
}
body .swagger-ui :not(code, pre, pre *, textarea, .opblock-summary-path, .opblock-summary-path *) {
  font-family: system-ui, sans-serif;
}
.swagger-ui .info {
  max-width: 50rem;
  margin: 2rem 0 1rem;
}
.swagger-ui .info .title {
  color: var(--ink);
}
.swagger-ui .info p,
.swagger-ui .info li {
  color: var(--ink);
  font-size: 1rem;
  line-height: 1.6;
}
.swagger-ui .info .title small pre {
  font-family: inherit;
}
.swagger-ui .info code,
.swagger-ui .markdown code {
  color: var(--ink);
  background: color-mix(in srgb, var(--ink) 8%, transparent);
}
.swagger-ui .scheme-container {
  margin: 0 0 1rem;
  padding: 1rem 0;
  background: none;
  border-block: 1px solid var(--line);
  box-shadow: none;
}
.swagger-ui .servers-title,
.swagger-ui .servers {
  display: none;
}
.swagger-ui .opblock-tag {
  color: var(--ink);
  border-color: var(--line);
}
.swagger-ui .opblock-tag small {
  color: var(--quiet);
}
.swagger-ui .opblock {
  box-shadow: none;
}
.swagger-ui .opblock .opblock-summary-description {
  color: var(--quiet);
}
.swagger-ui .filter .operation-filter-input {
  border: 1px solid var(--line);
}
html.dark-mode .swagger-ui :is(.header-col, .examples-select__section-label, .parameter__type) {
  color: var(--ink);
}
@media (max-width: 48rem) {
  .swagger-ui .opblock .opblock-summary-description {
    display: none;
  }
}
`
