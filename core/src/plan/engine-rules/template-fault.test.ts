import { expect, it } from 'vitest'
import { templateFault } from './template-fault.ts'

it.each([
  'plain',
  '{ single }',
  '{{.Service.Name}}-{{.Task.Slot}} on {{ .Node.Hostname }}',
  '{{.Node.Platform.OS}}/{{.Node.Platform.Architecture}}',
  '{{index .Service.Labels "com.docker.stack.namespace"}}',
  '{{.Service.Labels.tier}}',
  '{{ join .Service.Name "a" "b" }}',
  '{{ if eq .Node.ID "x" }}a{{ else }}b{{ end }}',
  '{{ range $k, $v := .Service.Labels }}{{ $k }}={{ .anything }}{{ end }}',
  '{{ "{{" }} is text',
  '{{/* .Foo */}}',
  '{{- .Task.ID -}}',
])('%s is a template', (text) => {
  expect(templateFault(text)).toBeUndefined()
})

it.each([
  ['{{.Foo}}', 'there is no .Foo'],
  ['a{{ .Task.Foo }}', 'there is no .Task.Foo'],
  ['{{ range .items }}{{ .name }}{{ end }}', 'there is no .items'],
  ['{{ env "HOME" }}', 'there is no function "env"'],
  ['{{ secret "x" }}', 'there is no function "secret"'],
  ['{{ .Node.ID | shout }}', 'there is no function "shout"'],
  ['{{.Node', '"{{" is not closed'],
  ['ok {{.Task.ID}} {{', '"{{" is not closed'],
])('%s is none: %s', (text, fault) => {
  expect(templateFault(text)).toBe(fault)
})
