import { Button } from '@payloadcms/ui'
import { useId, useState } from 'react'
import type { WebhookForm } from '../../../model/channel.ts'
import { makeSecret } from '../makeSecret.ts'
import { type Header, readHeaders } from '../readHeaders.ts'
import { SecretChoice } from './SecretChoice.tsx'

/** What is to be changed; all that is missing stays as it is. */
export type Wanted = {
  url?: string
  secret?: string
  headers?: Header[]
  body: WebhookForm
  isOneWay: boolean
}

type Args = {
  isNew: boolean
  body: WebhookForm
  isOneWay: boolean
  isBusy: boolean
  /** The field that was refused. */
  wrong?: string
  onConnect: (wanted: Wanted) => Promise<void>
  onLeave: () => void
}

/** It stands inside the form of the channel, so it is none of its own. */
export const ReceiverForm = ({ isNew, isBusy, wrong, onConnect, onLeave, ...before }: Args) => {
  const [url, setUrl] = useState('')
  const [headers, setHeaders] = useState('')
  const [secret, setSecret] = useState(() => (isNew ? makeSecret() : ''))
  const [body, setBody] = useState(before.body)
  const [isOneWay, setOneWay] = useState(before.isOneWay)
  const id = useId()
  const read = readHeaders(headers)
  const isFlat = body === 'flat'
  const connect = () =>
    onConnect({
      ...(url.trim() === '' ? {} : { url: url.trim() }),
      ...(secret === '' || isFlat ? {} : { secret }),
      ...(headers.trim() === '' ? {} : { headers: read.headers }),
      body,
      isOneWay,
    })
  const choose = (form: WebhookForm) => {
    setBody(form)
    // Whoever maps fields passes posts on.
    if (form === 'flat') setOneWay(true)
  }
  return (
    <div className="postyard-receiver__form">
      <div className="field-type text">
        <label className="field-label" htmlFor={`${id}-url`}>
          Address of the receiver
        </label>
        <input
          id={`${id}-url`}
          type="text"
          inputMode="url"
          autoComplete="off"
          aria-describedby={`${id}-url-hint`}
          aria-invalid={wrong === 'url'}
          value={url}
          onChange={(event) => setUrl(event.target.value)}
        />
        <p className="field-description" id={`${id}-url-hint`}>
          It begins with https://. It is kept encrypted and never shown again.
          {isNew ? '' : ' Left empty, the present one stays.'}
        </p>
      </div>
      <div className="field-type textarea">
        <label className="field-label" htmlFor={`${id}-headers`}>
          Headers
        </label>
        <textarea
          id={`${id}-headers`}
          rows={2}
          spellCheck={false}
          aria-describedby={`${id}-headers-hint`}
          aria-invalid={wrong === 'headers' || read.wrong !== undefined}
          value={headers}
          onChange={(event) => setHeaders(event.target.value)}
        />
        <p className="field-description" id={`${id}-headers-hint`}>
          {read.wrong
            ? `"${read.wrong}" is no header: write a name, a colon and a value.`
            : `One on a line, such as ${isFlat ? 'x-make-apikey: …, by which the receiver knows who sends' : 'Authorization: Bearer …, where the receiver wants any'}.${isNew ? '' : ' Left empty, the present ones stay, but for another host.'}`}
        </p>
      </div>
      <fieldset className="postyard-receiver__forms">
        <legend>What it gets</legend>
        <label className="postyard-receiver__check">
          <input
            type="radio"
            name={`${id}-body`}
            checked={!isFlat}
            onChange={() => choose('signed')}
          />{' '}
          The whole post, signed
        </label>
        <label className="postyard-receiver__check">
          <input
            type="radio"
            name={`${id}-body`}
            checked={isFlat}
            onChange={() => choose('flat')}
          />{' '}
          One flat object with one picture, for a scenario of Make.com and the like
        </label>
      </fieldset>
      {isFlat ? null : (
        <SecretChoice isNew={isNew} secret={secret} onMake={() => setSecret(makeSecret())} />
      )}
      <label className="postyard-receiver__check">
        <input
          type="checkbox"
          checked={isOneWay}
          onChange={(event) => setOneWay(event.target.checked)}
        />{' '}
        It only passes posts on, and cannot know whether they are live
      </label>
      <div className="postyard-receiver__buttons">
        <Button
          buttonStyle="primary"
          disabled={isBusy || (isNew && url.trim() === '') || read.wrong !== undefined}
          extraButtonProps={{ 'aria-busy': isBusy, 'data-action': 'connect-webhook' }}
          margin={false}
          onClick={() => void connect()}
          type="button"
        >
          Save the receiver
        </Button>
        {isNew ? null : (
          <Button
            buttonStyle="secondary"
            disabled={isBusy}
            margin={false}
            onClick={onLeave}
            type="button"
          >
            Keep it as it is
          </Button>
        )}
      </div>
    </div>
  )
}
