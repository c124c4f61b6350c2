"""XMP metadata of a file that is PDF/UA-1 and PDF/A-3a at once, and words for its links."""

from __future__ import annotations

from html import escape
from uuid import NAMESPACE_URL, uuid5

RDF_END = b"</rdf:RDF>"


def identifier(identity: str) -> bytes:
    """Return the file identifier (ISO 32000-1, 14.4): 16 bytes made from what the file is, not from chance."""
    return uuid5(NAMESPACE_URL, identity).bytes


def document_id(identity: str) -> str:
    """Return the identifier in the metadata (XMP media management) of what `identity` names."""
    return f"uuid:{uuid5(NAMESPACE_URL, identity)}"


def add_conformance(rdf: bytes, identity: str, language: str, version: str) -> bytes:
    """Return the RDF block with PDF/UA-1 named beside PDF/A-3a, with its extension schema, and the file's identity.

    One block must hold both: validators ignore a second one. Sources: ISO 14289-1, 5; ISO 19005-3, 6.6.2.3.
    """
    if not rdf.rstrip().endswith(RDF_END):
        raise ValueError("the RDF block does not end as expected")
    added = f"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<dc:identifier>{escape(identity)}</dc:identifier>
<dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>
<xmpMM:DocumentID>{document_id(identity)}</xmpMM:DocumentID>
<xmpMM:VersionID>{escape(version)}</xmpMM:VersionID>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
    return rdf.rstrip().removesuffix(RDF_END) + added.encode() + RDF_END
