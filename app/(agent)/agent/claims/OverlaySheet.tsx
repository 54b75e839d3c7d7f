import { useState } from 'react'
import { PhotoField } from '../answers/PhotoField.tsx'
import { usePhoto } from '../answers/usePhoto.ts'
import { Icon } from '../shell/Icon.tsx'
import { Sheet } from '../shell/Sheet.tsx'
import { useWords } from '../words/useWords.ts'
import { Choices } from './Choices.tsx'
import { type Claim, overlayOf } from './claim.ts'
import styles from './claims.module.css'
import { makeOverlay, type Wanted, wordsOfCard } from './makeOverlay.ts'
import { Problem } from './Problem.tsx'
import type { Command } from './useCommand.ts'
import { useUpload } from './useUpload.ts'

type Props = { at: 'intro' | 'outro'; claim: Claim; command: Command; onClose: () => void }

/** The longest that it may last, and how finely it is chosen, in seconds. */
const most = 3
const step = 0.5

/** What the clip begins or ends with: nothing, a picture or a card, for how long, and where. */
export const OverlaySheet = ({ at, claim, command, onClose }: Props) => {
  const words = useWords()
  const said = words.claims.dress
  const known = overlayOf(claim, at)
  const [kind, setKind] = useState<Wanted['kind']>(known?.kind ?? 'card')
  const [seconds, setSeconds] = useState(known?.seconds ?? 2)
  const usualPlacement = known?.placement ?? 'own_frames'
  const [placement, setPlacement] = useState(usualPlacement)
  const before = wordsOfCard(known?.card)
  const [text, setText] = useState(before.words)
  const photo = usePhoto()
  const upload = useUpload(String(claim.id))
  const isNew = photo.chosen.is === 'here'
  const isReady =
    kind === 'none' ||
    (kind === 'card' && text.trim() !== '') ||
    // Else the one from before would be saved while the new one is still made smaller.
    (kind === 'image' && photo.chosen.is !== 'busy' && (isNew || known?.kind === 'image')) ||
    kind === 'clip'
  const hasDraft =
    photo.chosen.is !== 'none' ||
    (kind === 'card' && text !== before.words) ||
    (known !== undefined &&
      (kind !== known.kind || seconds !== known.seconds || placement !== usualPlacement))
  const isBusy = command.isBusy || upload.isBusy

  const save = async () => {
    let image: string | undefined
    if (kind === 'image' && photo.chosen.is === 'here') {
      image = await upload.send(photo.chosen.photo)
      if (image === undefined) return
    }
    const wanted: Wanted = { kind, seconds, placement, words: text, image }
    if (await command.send('overlays', { [at]: makeOverlay(wanted, known) })) onClose()
  }

  return (
    <Sheet title={said[at].name} isOpen hasDraft={hasDraft} onClose={onClose}>
      <div className={styles.form}>
        <Choices
          name="kind"
          label={said.kind}
          value={kind}
          options={[
            ['none', said.none],
            ['image', said.picture],
            ['card', said.card],
            ...(known?.kind === 'clip' ? [['clip', said.clip] as ['clip', string]] : []),
          ]}
          onChoose={setKind}
        />
        {kind === 'image' && (
          <>
            {!isNew && known?.kind === 'image' && <p className={styles.aside}>{said.kept}</p>}
            <label className={styles.pick}>
              <input
                type="file"
                accept="image/*"
                onChange={(event) => {
                  const [file] = event.currentTarget.files ?? []
                  event.currentTarget.value = ''
                  if (file) void photo.choose(file)
                }}
              />
              <Icon name="camera" />
              {isNew ? said.pickOther : said.pick}
            </label>
            <PhotoField chosen={photo.chosen} onRemove={photo.remove} />
          </>
        )}
        {kind === 'card' && (
          <label className={styles.field}>
            {said.cardText}
            <textarea
              rows={2}
              maxLength={before.most}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          </label>
        )}
        {kind !== 'none' && (
          <>
            <label className={styles.field}>
              <span className={styles.split}>
                {said.seconds} <output>{words.duration.seconds({ count: seconds })}</output>
              </span>
              <input
                type="range"
                min={step}
                max={most}
                step={step}
                value={seconds}
                onChange={(event) => setSeconds(event.currentTarget.valueAsNumber)}
              />
            </label>
            <Choices
              name="placement"
              label={said.where}
              value={placement}
              options={[
                ['own_frames', said[at].own],
                ['superimposed', said.over],
              ]}
              onChoose={setPlacement}
            />
            {placement === 'superimposed' && <p className={styles.aside}>{said.overWarning}</p>}
          </>
        )}
        <Problem of={command.problem ?? upload.problem} />
        <button
          type="button"
          className={styles.main}
          disabled={!isReady || isBusy}
          onClick={() => void save()}
        >
          {isBusy ? words.claims.busy : said.save}
        </button>
      </div>
    </Sheet>
  )
}
