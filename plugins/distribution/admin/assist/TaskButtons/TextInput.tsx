import { useId } from 'react'

type Args = {
  label: string
  type?: 'text' | 'url'
  value: string | undefined
  onText: (text: string) => void
}

/** One line of text in a dialog. */
export const TextInput = ({ label, type = 'text', value, onText }: Args) => {
  const id = useId()
  return (
    <label className="postyard-ask__field" htmlFor={id}>
      {label}
      <input
        id={id}
        type={type}
        inputMode={type}
        placeholder={type === 'url' ? 'https://' : undefined}
        maxLength={type === 'url' ? 2000 : 500}
        value={value ?? ''}
        onChange={(event) => onText(event.target.value)}
      />
    </label>
  )
}
