import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFfmpeg } from '../../../plugins/distribution/media/video/findFfmpeg.ts'

/**
 * Puts a program in FFmpeg's place that writes down each encode, and lets it go no faster than the film plays where it is
 * told to, or onto a disk that is full. The real one does the work, in the same process.
 */
export const slowFfmpeg = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'postyard-ffmpeg-'))
  const at = (name: string) => join(folder, name)
  const [program, log, slow, full] = [at('ffmpeg'), at('encodes'), at('slow'), at('full')]
  const { ffmpeg, ffprobe } = await findFfmpeg()
  const script = [
    '#!/bin/sh',
    // The last argument names what is written.
    `onto_full() { n=$#; for a do [ $n = 1 ] && a=file:/dev/full; n=$((n - 1)); shift; set -- "$@" "$a"; done; exec ${ffmpeg} "$@"; }`,
    'case "$*" in *libx264*)',
    `echo "$$" >> ${log}`,
    `[ -f ${full} ] && onto_full "$@"`,
    `[ -f ${slow} ] && exec ${ffmpeg} -re "$@"`,
    'esac',
    `exec ${ffmpeg} "$@"`,
  ]
  await writeFile(program, `${script.join('\n')}\n`)
  if (ffprobe) await writeFile(join(folder, 'ffprobe'), `#!/bin/sh\nexec ${ffprobe} "$@"\n`)
  for (const one of [program, ...(ffprobe ? [join(folder, 'ffprobe')] : [])])
    await chmod(one, 0o755)
  await writeFile(log, '')
  process.env.FFMPEG_PATH = program
  return {
    /** The numbers of the processes that encoded, in their order. */
    encodes: async () => (await readFile(log, 'utf8')).split('\n').filter(Boolean).map(Number),
    setSlow: (isSlow: boolean) => (isSlow ? writeFile(slow, '') : rm(slow, { force: true })),
    /** As if the disk on which it writes were full. */
    setFull: (isFull: boolean) => (isFull ? writeFile(full, '') : rm(full, { force: true })),
    close: async () => {
      delete process.env.FFMPEG_PATH
      await rm(folder, { recursive: true, force: true })
    },
  }
}
