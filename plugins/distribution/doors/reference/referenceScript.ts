/** The script of the page: it shows the document of the very server that it came from, in the light that the reader has. */
export const referenceScript = `
const dark = window.matchMedia('(prefers-color-scheme: dark)')
const paint = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
paint()
dark.addEventListener('change', paint)

const here = new URL('.', window.location.href)
const say = (text) => { document.getElementById('reference').textContent = text }

// To be tried with a key; whoever is logged in to the panel tries as themselves, since their cookie goes along anyway.
// No Idempotency-Key stands there beforehand: with the same one a second try would be none.
const forTrying = (document) => {
  for (const methods of Object.values(document.paths)) {
    for (const operation of Object.values(methods)) {
      operation.security = operation.security.filter((one) => 'key' in one)
      for (const parameter of operation.parameters) {
        if (parameter.name === 'Idempotency-Key') delete parameter.example
      }
    }
  }
  const { key } = document.components.securitySchemes
  const description = key.description + ' Who is logged in to the panel in this browser needs none.'
  const securitySchemes = { key: { ...key, description } }
  return { ...document, components: { ...document.components, securitySchemes } }
}

fetch(new URL('openapi.json', here))
  .then((answer) => answer.json())
  .then((document) => {
    SwaggerUIBundle({
      // Tried out on this server, also where it is reached by another name than its own.
      spec: { ...forTrying(document), servers: [{ url: here.href.replace(/\\/$/, '') }] },
      dom_id: '#reference',
      deepLinking: true,
      docExpansion: 'none',
      defaultModelsExpandDepth: -1,
      defaultModelExpandDepth: 3,
      defaultModelRendering: 'example',
      displayRequestDuration: true,
      filter: true,
      persistAuthorization: false,
      validatorUrl: null,
      presets: [SwaggerUIBundle.presets.apis],
      layout: 'BaseLayout',
    })
  })
  .catch(() => say('The document could not be loaded. Reload the page in a moment.'))
`
