"""One module for each library of the field that a cleaning step is wanted in; each asks for that library alone.

| module | what it gives | extra |
|---|---|---|
| `aio` | a normalizer for asyncio: bounded, in order, cancellable | none |
| `pandas`, `polars` | a column of texts in, columns of text, edits, languages and score out | `pandas`, `polars` |
| `datasets` | a step for `Dataset.map`, with a fingerprint that is the same in every process | `datasets` |
| `sklearn` | a transformer for pipelines | `sklearn` |
| `spacy` | the component `normalize`, and a tokenizer that cleans first | `spacy` |
| `datatrove` | a pipeline step with statistics | `datatrove` |
| `trafilatura`, `justext` | what extraction left of a page, without its furniture | `trafilatura`, `justext` |
| `langchain`, `haystack` | documents whose metadata lead back to the original text | `langchain`, `haystack` |

None is imported unasked. All take either a :class:`normalize.Normalizer` or the settings of one (``glossaries``,
``target``, ``select``, ``unsafe`` …). Where the library is missing they raise :class:`normalize.MissingLibrary`.
"""
