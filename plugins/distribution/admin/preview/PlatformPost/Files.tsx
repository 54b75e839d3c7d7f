import type { ForeseenFile } from '../../../distribute/foreseenOutput.ts'
import type { PlatformLook } from '../platformLook.ts'
import { DrawnFile } from './DrawnFile.tsx'

type Args = { files: ForeseenFile[]; album: PlatformLook['album'] }

/** More than this stand behind "+3" where pictures are laid side by side. */
const mostTiles = 4

/** The pictures and videos of a post, laid out as its platform does. */
export const Files = ({ files, album }: Args) => {
  if (files.length === 0) return null
  const isAlone = files.length === 1
  const shown = album === 'grid' ? files.slice(0, mostTiles) : files
  const hidden = files.length - shown.length
  const layout = isAlone ? 'alone' : album
  return (
    <div className={`postyard-as__files is-${layout}`} data-count={shown.length}>
      {shown.map((file, index) => (
        <DrawnFile
          // biome-ignore lint/suspicious/noArrayIndexKey: one file may be there twice
          key={`${index} ${file.url}`}
          file={file}
          isWhole={isAlone || album === 'strip'}
          rest={index === shown.length - 1 ? hidden : 0}
        />
      ))}
    </div>
  )
}
