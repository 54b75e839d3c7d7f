import { join } from 'node:path'

export const dynamic = 'force-static'

/** Puts the worker's modules together into one script, which every browser with service workers runs. */
const compile = async (): Promise<string> => {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    absWorkingDir: process.cwd(),
    entryPoints: [join('app', '(agent)', 'agent', 'worker', 'main.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    minify: process.env.NODE_ENV === 'production',
    // Each build is another version, also where only what the page loads has changed.
    define: { deployment: JSON.stringify(new Date().toISOString()) },
    tsconfigRaw: {},
  })
  return outputFiles[0]?.text ?? ''
}

/** The service worker of the phone page, made as the application is built; as such it is allowed for `/agent`. */
export const GET = async () =>
  new Response(await compile(), {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'service-worker-allowed': '/agent',
      'cache-control': 'no-cache',
    },
  })
