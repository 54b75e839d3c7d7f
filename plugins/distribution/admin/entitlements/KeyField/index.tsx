'use client'

import { FieldError, FieldLabel, SelectInput, useField, useFormFields } from '@payloadcms/ui'
import type { RelationshipFieldClientProps } from 'payload'
import { useEffect, useState } from 'react'
import type { KeysAnswer } from '../../../keys/operations/listKeys.ts'
import { unlessStopped } from '../../calls/unlessStopped.ts'
import { useApi } from '../../calls/useApi.ts'

type Key = KeysAnswer['keys'][number]

const nameKey = ({ name, prefix, state }: Key): string =>
  `${name} (${prefix}…)${state === 'active' ? '' : `, ${state}`}`

/** Which API key an entitlement is for: those of its client, by the names that people gave them. */
export const KeyField = ({ field, path, readOnly }: RelationshipFieldClientProps) => {
  const { get } = useApi()
  const { value, setValue, showError, errorMessage } = useField<string | null>({
    potentiallyStalePath: path,
  })
  const tenant = useFormFields(([fields]) => fields?.tenant?.value)
  const [keys, setKeys] = useState<Key[]>()
  const [problem, setProblem] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each client
  useEffect(() => {
    if (!tenant) return
    const stopping = new AbortController()
    get<KeysAnswer>(
      `/keys?${new URLSearchParams({ tenant: String(tenant) })}`,
      stopping.signal,
    ).then((answered) => {
      if ('answer' in answered) setKeys(answered.answer.keys)
      else setProblem(answered.problem.detail)
    }, unlessStopped(stopping.signal))
    return () => stopping.abort()
  }, [tenant])
  return (
    <div className="field-type">
      <FieldLabel label={field.label} path={path} required />
      <div className="field-type__wrap">
        <FieldError path={path} message={errorMessage} showError={showError} />
        <SelectInput
          name={path}
          path={path}
          value={value ?? ''}
          readOnly={readOnly}
          options={(keys ?? []).map((key) => ({ label: nameKey(key), value: String(key.id) }))}
          onChange={(chosen) => setValue(Array.isArray(chosen) || !chosen ? null : chosen.value)}
        />
      </div>
      {keys?.length === 0 ? (
        <p className="field-description">This client has no API keys yet.</p>
      ) : null}
      {problem ? <p role="alert">{problem}</p> : null}
    </div>
  )
}
