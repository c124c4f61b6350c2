"""The look as data: colours, fonts, text metrics, paper. Imports document and below."""
