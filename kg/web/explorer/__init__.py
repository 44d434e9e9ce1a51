"""The explorer: a page for each person, state, pair of states, event, conference, place and article of a graph.

`index` holds in memory what nearly every page needs: names, and each event with its parties and places, as a picture
of the graph has them. What one page alone needs, it asks the store (`queries/`), and the text of an article comes from
the articles that a store keeps (`texts`). A page is a function in `pages/` that returns a template and its values;
`site` gives each IRI its page, words and links are in the language of the reader (`reader`).
"""
