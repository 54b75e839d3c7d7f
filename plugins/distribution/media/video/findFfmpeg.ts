import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { mediaError } from '../mediaError.ts'
import { loadInstalled } from '../resolveInstalled.ts'

/** Where FFmpeg is. `ffprobe` is null where none lies beside it. */
export type Ffmpeg = {
  ffmpeg: string
  ffprobe: string | null
  from: 'FFMPEG_PATH' | 'PATH' | 'package'
}

type Args = { env?: Record<string, string | undefined> }

/**
 * The FFmpeg of this machine: what `FFMPEG_PATH` names, else `ffmpeg` on the path, else the one of the package
 * `@ffmpeg-installer/ffmpeg` (a build of 2018). A wrong `FFMPEG_PATH` is an error, never silently passed over.
 *
 * @throws `FFMPEG_NOT_FOUND`
 */
export const findFfmpeg = async ({ env = process.env }: Args = {}): Promise<Ffmpeg> => {
  const named = env.FFMPEG_PATH
  if (named) {
    if (await isExecutable(named))
      return { ffmpeg: named, ffprobe: await besides(named), from: 'FFMPEG_PATH' }
    throw mediaError({
      code: 'FFMPEG_NOT_FOUND',
      message: `FFMPEG_PATH names ${named}, which is not a program. Correct it, or unset it to use the FFmpeg on the path.`,
    })
  }
  for (const folder of (env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const candidate = join(folder, programName('ffmpeg'))
    if (await isExecutable(candidate))
      return { ffmpeg: candidate, ffprobe: await besides(candidate), from: 'PATH' }
  }
  const packaged = packagedPath()
  if (await isExecutable(packaged))
    return { ffmpeg: packaged, ffprobe: await besides(packaged), from: 'package' }
  throw notInstalled()
}

const programName = (name: string) => (process.platform === 'win32' ? `${name}.exe` : name)

const besides = async (ffmpeg: string) => {
  const candidate = join(dirname(ffmpeg), programName('ffprobe'))
  return (await isExecutable(candidate)) ? candidate : null
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )

const packagedPath = (): string => {
  try {
    const { path } = loadInstalled('@ffmpeg-installer/ffmpeg') as { path: string }
    return path
  } catch (cause) {
    throw notInstalled(cause)
  }
}

const notInstalled = (cause?: unknown) =>
  mediaError({
    code: 'FFMPEG_NOT_FOUND',
    message:
      'Videos need FFmpeg, and this machine has none. Install it (apt-get install ffmpeg), or name it in FFMPEG_PATH.',
    cause,
  })
