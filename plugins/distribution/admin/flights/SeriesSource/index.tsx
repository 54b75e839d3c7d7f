'use client'

import {
  FieldError,
  FieldLabel,
  useDocumentInfo,
  useField,
  useForm,
  useFormFields,
} from '@payloadcms/ui'
import type { JSONFieldClientProps } from 'payload'
import { useId, useRef, useState } from 'react'
import type { SeriesSources } from '../../../series/operations/seriesSources.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { JsonField } from '../../json/JsonField/index.tsx'
import { useSources } from '../useSources.ts'
import { FolderChoice } from './FolderChoice.tsx'
import { Found } from './Found.tsx'
import './index.css'
import { type Kind, kindOf, kinds, type Said, saidOf } from './sourceValue.ts'

/** Where the items of a series come from: a folder that was found, the address of a feed, or a collection. */
export const SeriesSource = (props: JSONFieldClientProps) => {
  const { field, path, readOnly } = props
  const { id: series } = useDocumentInfo()
  const { value, setValue, showError, errorMessage, disabled } = useField<unknown>({ path })
  const tenant = useFormFields(([fields]) => fields?.tenant?.value)
  const name = useFormFields(([fields]) => String(fields?.name?.value ?? ''))
  const slug = useFormFields(([fields]) => String(fields?.slug?.value ?? ''))
  const { dispatchFields } = useForm()
  const { may } = usePanel()
  const mayWrite = may('series.write', tenant)
  const { sources, problem } = useSources(tenant, mayWrite)
  const [isRaw, setRaw] = useState(false)
  // What was said of another kind is there again when one comes back to it.
  const before = useRef<Partial<Record<Kind, Said>>>({})
  const id = useId()
  const said = saidOf(value)
  const kind = kindOf(said)
  const isClosed = readOnly || disabled || !mayWrite

  const choose = (next: Kind) => {
    before.current[kind] = said
    setValue(before.current[next] ?? { kind: next })
  }
  /** A folder names a new series, as long as nobody else has. */
  const chooseFolder = (chosen: string, found?: SeriesSources['folders'][number]) => {
    setValue({ kind: 'folder', path: chosen })
    if (!found || series !== undefined) return
    const known = sources?.folders.map((one) => one.slug) ?? []
    const isOwn = slug === '' || known.includes(slug)
    if (!isOwn) return
    const named = {
      slug: found.slug,
      ...(name === '' || known.includes(slug) ? { name: found.name } : {}),
    }
    for (const [at, text] of Object.entries(named)) {
      dispatchFields({ type: 'UPDATE', path: at, value: text, valid: true })
    }
  }
  return (
    <div className={`field-type postyard-source${showError ? ' error' : ''}`}>
      <div className="postyard-source__head">
        <FieldLabel label="Where its items come from" path={path} required={field.required} />
        <button
          className="postyard-source__raw"
          aria-expanded={isRaw}
          onClick={() => setRaw(!isRaw)}
          type="button"
        >
          {isRaw ? 'As a form' : 'As JSON'}
        </button>
      </div>
      {isRaw ? (
        <JsonField {...props} readOnly={isClosed} />
      ) : (
        <div className="field-type__wrap">
          <FieldError message={errorMessage} path={path} showError={showError} />
          <fieldset className="postyard-source__kinds" disabled={isClosed}>
            <legend className="postyard-source__hidden">Kind of source</legend>
            {kinds.map(([one, label]) => (
              <label key={one}>
                <input
                  type="radio"
                  name={`${id}-kind`}
                  checked={kind === one}
                  onChange={() => choose(one)}
                />
                {label}
              </label>
            ))}
          </fieldset>
          {kind === 'folder' ? (
            <FolderChoice
              sources={sources}
              path={said.path ?? ''}
              series={series}
              isClosed={isClosed}
              onChoose={chooseFolder}
            />
          ) : null}
          {kind === 'feed' ? (
            <label className="postyard-source__field">
              Address of the feed (RSS, Atom or JSON Feed)
              <input
                type="url"
                disabled={isClosed}
                placeholder="https://blog.example/feed.xml"
                value={said.url ?? ''}
                onChange={(event) => setValue({ kind: 'feed', url: event.target.value })}
              />
            </label>
          ) : null}
          {kind === 'query' ? (
            <label className="postyard-source__field">
              Collection
              <select
                disabled={isClosed}
                value={said.collection ?? ''}
                onChange={(event) => setValue({ kind: 'query', collection: event.target.value })}
              >
                <option value="" disabled>
                  Choose a collection
                </option>
                {sources?.collections.map((one) => (
                  <option key={one} value={one}>
                    {one}
                  </option>
                ))}
              </select>
              <span className="field-description">
                {said.where
                  ? 'Only those that meet the conditions that stand in its JSON.'
                  : 'All of its records. Conditions can be given as JSON.'}
              </span>
            </label>
          ) : null}
        </div>
      )}
      {problem ? <p role="alert">{problem.detail}</p> : null}
      {mayWrite ? <Found /> : null}
    </div>
  )
}
