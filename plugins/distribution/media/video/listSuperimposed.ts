type Part = { placement?: string } | undefined

/** Which parts of a video are laid over its clip. */
export const listSuperimposed = (spec: {
  kind: string
  intro?: Part
  outro?: Part
}): ('intro' | 'outro')[] =>
  spec.kind === 'video'
    ? (['intro', 'outro'] as const).filter((name) => spec[name]?.placement === 'superimposed')
    : []
