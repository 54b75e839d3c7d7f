type Args = {
  /** Where the panel is. */
  adminRoute: string
  /** The address of a file of the page, relative to it. */
  fileOf: (name: string) => string
}

/** The page of the reference, without a script or a style in its text: a strict policy lets all of it through. */
export const referencePage = ({ adminRoute, fileOf }: Args): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>API reference · Postyard</title>
    <link rel="stylesheet" href="${fileOf('swagger-ui.css')}">
    <link rel="stylesheet" href="${fileOf('reference.css')}">
    <link rel="icon" href="data:,">
    <script src="${fileOf('swagger-ui-bundle.js')}" defer></script>
    <script src="${fileOf('reference.js')}" defer></script>
  </head>
  <body>
    <header class="bar">
      <strong>Postyard API</strong>
      <a href="openapi.json">openapi.json</a>
      <a href="${adminRoute}">Panel</a>
    </header>
    <main id="reference">Loading…</main>
    <noscript>This page needs JavaScript; the document itself is at <a href="openapi.json">openapi.json</a>.</noscript>
  </body>
</html>
`
