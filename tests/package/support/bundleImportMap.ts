import { build } from 'esbuild'

type Args = {
  /** The application's import map of the panel. */
  file: string
}

/**
 * Follows every component of an import map into the packed plugins, with their style sheets, and leaves other packages
 * alone. Throws where a component or a style sheet is not there. Gives back the files that it took in.
 */
export const bundleImportMap = async ({ file }: Args): Promise<string[]> => {
  const { metafile } = await build({
    entryPoints: [file],
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    logLevel: 'silent',
    metafile: true,
    outdir: 'bundled',
    write: false,
    plugins: [
      {
        name: 'only-postyard',
        setup({ onResolve }) {
          onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
            kind === 'entry-point' || /^postyard(\/|$)/.test(path)
              ? null
              : { path, external: true },
          )
        },
      },
    ],
  })
  return Object.keys(metafile.inputs)
}
