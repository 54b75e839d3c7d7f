import { useState } from 'react'
import type { SeriesSources } from '../../../series/operations/seriesSources.ts'

type Folder = SeriesSources['folders'][number]

type Args = {
  sources: SeriesSources | undefined
  path: string
  /** The series that is edited; undefined for a new one. */
  series: string | number | undefined
  isClosed: boolean
  onChoose: (path: string, found?: Folder) => void
}

const other = '…'

const tellFolder = ({ name, items }: Folder, isTaken: boolean): string => {
  const count = items === null ? 'cannot be read' : `${items} ${items === 1 ? 'item' : 'items'}`
  return `${name} – ${count}${isTaken ? ', a series already' : ''}`
}

/** One of the folders that are there, or the path of another one. */
export const FolderChoice = ({ sources, path, series, isClosed, onChoose }: Args) => {
  const folders = sources?.folders ?? []
  const found = folders.find((one) => one.path === path)
  const [isTyped, setTyped] = useState(false)
  const isOther = isTyped || (path !== '' && sources !== undefined && !found)
  const why =
    sources === undefined
      ? undefined
      : sources.watched === null
        ? 'This client has no watched folder yet. An agency admin names it in the settings of the client.'
        : (sources.problem?.message ??
          (folders.length === 0 ? `There is no folder in “${sources.watched}” yet.` : undefined))
  return (
    <>
      {folders.length > 0 ? (
        <label className="postyard-source__field">
          Folder
          <select
            disabled={isClosed}
            value={isOther ? other : path}
            onChange={({ target }) => {
              setTyped(target.value === other)
              if (target.value === other) return
              onChoose(
                target.value,
                folders.find((one) => one.path === target.value),
              )
            }}
          >
            <option value="" disabled>
              Choose a folder
            </option>
            {folders.map((one) => {
              const isTaken = one.series !== null && String(one.series) !== String(series)
              return (
                <option key={one.path} value={one.path} disabled={isTaken}>
                  {tellFolder(one, isTaken)}
                </option>
              )
            })}
            <option value={other}>Another folder …</option>
          </select>
        </label>
      ) : null}
      {why ? <p className="postyard-source__note">{why}</p> : null}
      {isOther || (sources !== undefined && folders.length === 0) ? (
        <label className="postyard-source__field">
          Its path below the content folder
          <input
            disabled={isClosed}
            placeholder="animals/sharks"
            value={path}
            onChange={(event) => onChoose(event.target.value)}
          />
        </label>
      ) : null}
    </>
  )
}
